using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;

/// <summary>Collects everything that is logged as text: messages, structured values, scopes and exceptions.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _texts = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Write(state);
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _texts.Enqueue(formatter(state, exception));
        Write(state);
        Write(exception);
    }

    public void Dispose()
    {
    }

    public override string ToString() => string.Join('\n', _texts);

    private void Write(object? state)
    {
        _texts.Enqueue(state?.ToString() ?? "");
        foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            _texts.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));
        }
    }
}
