using System.Text;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Exceptions;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The text that loggers write for a value.</summary>
internal static class LogOutput
{
    /// <summary>Logs the value with Serilog, including the exception details that its enricher adds.</summary>
    public static string FromSerilog(string template, object value)
    {
        var sink = new CapturingSink();
        using var logger = new LoggerConfiguration().Enrich.WithExceptionDetails().WriteTo.Sink(sink).CreateLogger();
        logger.Information(value as Exception, template, value, value);
        return sink.Output.ToString();
    }

    /// <summary>Logs the value with Microsoft.Extensions.Logging, including structured values.</summary>
    public static string FromMicrosoftExtensions(string template, object value)
    {
        using var provider = new CapturingLoggerProvider();
#pragma warning disable CA1848, CA1873, CA2254 // performance does not matter here
        provider.CreateLogger("").LogInformation(value as Exception, template, value);
#pragma warning restore CA1848, CA1873, CA2254
        return provider.Output;
    }

    private sealed class CapturingSink : ILogEventSink
    {
        public StringBuilder Output { get; } = new();

        public void Emit(LogEvent logEvent)
        {
            Output.AppendLine(logEvent.RenderMessage(null)).Append(logEvent.Exception).AppendLine();
            foreach (var property in logEvent.Properties)
            {
                Output.Append(property.Key).Append(' ').Append(property.Value).AppendLine();
            }
        }
    }
}

/// <summary>Captures everything that is logged at any level, including scopes and structured values.</summary>
internal sealed class CapturingLoggerProvider : ILoggerProvider, Microsoft.Extensions.Logging.ILogger
{
    private readonly StringBuilder _output = new();

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Write(state);
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Write($"{logLevel} {eventId} {formatter(state, exception)} {exception}");
        Write(state);
    }

    public void Dispose()
    {
    }

    private void Write(object? state)
    {
        lock (_output)
        {
            _output.AppendLine(state?.ToString());
            foreach (var value in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                _output.AppendLine($"{value.Key} {value.Value}");
            }
        }
    }
}
