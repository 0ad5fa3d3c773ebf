using System.Text;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Exceptions;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>Loggers whose output is kept.</summary>
internal static class Logs
{
    /// <summary>What Serilog writes, with all that its enricher takes out of an exception.</summary>
    public static string Serilog(string template, object value)
    {
        var sink = new KeepingSink();
        using var logger = new LoggerConfiguration().Enrich.WithExceptionDetails().WriteTo.Sink(sink).CreateLogger();
        logger.Information(value as Exception, template, value, value);
        return sink.Written.ToString();
    }

    /// <summary>What a logger of Microsoft.Extensions.Logging is handed, the structured values included.</summary>
    public static string Microsoft(string template, object value)
    {
        using var provider = new KeepingProvider();
#pragma warning disable CA1848, CA1873, CA2254 // the template is the same each time, and speed is no matter
        provider.CreateLogger("").LogInformation(value as Exception, template, value);
#pragma warning restore CA1848, CA1873, CA2254
        return provider.Written;
    }

    private sealed class KeepingSink : ILogEventSink
    {
        public StringBuilder Written { get; } = new();

        public void Emit(LogEvent logEvent)
        {
            Written.AppendLine(logEvent.RenderMessage(null)).Append(logEvent.Exception).AppendLine();
            foreach (var property in logEvent.Properties)
            {
                Written.Append(property.Key).Append(' ').Append(property.Value).AppendLine();
            }
        }
    }
}

/// <summary>Keeps all that loggers at any level are handed.</summary>
internal sealed class KeepingProvider : ILoggerProvider, Microsoft.Extensions.Logging.ILogger
{
    private readonly StringBuilder _written = new();

    public string Written
    {
        get
        {
            lock (_written)
            {
                return _written.ToString();
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
        lock (_written)
        {
            _written.AppendLine(state?.ToString());
            foreach (var value in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
            {
                _written.AppendLine($"{value.Key} {value.Value}");
            }
        }
    }
}
