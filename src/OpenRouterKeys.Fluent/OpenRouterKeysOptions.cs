using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent;

/// <summary>Options of an <see cref="OpenRouterKeysClient"/>. Its constructor validates them.</summary>
public sealed record OpenRouterKeysOptions
{
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>The API's base address, to which <c>keys</c> is appended: https, or http on loopback; a trailing slash is optional.
    /// Default: <c>https://openrouter.ai/api/v1/</c>.</summary>
    public Uri BaseAddress { get; init; } = new("https://openrouter.ai/api/v1/");

    /// <summary>The timeout of one attempt, including connecting and reading the response; must be positive. Default: 30 seconds.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The maximum number of attempts, at least 1. Default: 3. A call is retried only where that is provably safe: a creation that
    /// may have been processed is never retried. Between attempts the call waits, for the time that the API requests (<c>Retry-After</c>) if
    /// that is at most 60 seconds.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>The source of the current time, for expirations, timeouts and waits. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The policy. Requests and updates that violate it are rejected before anything is sent. Null: none. Default: null.</summary>
    public KeyPolicy? Policy { get; init; }

    /// <summary>The factory of the client's logger, whose category is <c>OpenRouterKeys.Fluent</c>. Log entries contain no secrets. Null: the
    /// client does not log. Default: null.</summary>
    public ILoggerFactory? LoggerFactory
    {
        get;
        init
        {
            field = value;
            HasLogger = value is not null;
        }
    }

    /// <summary>Whether there is a <see cref="LoggerFactory"/>. Reading that property loads the logging assembly.</summary>
    internal bool HasLogger { get; private init; }

    /// <summary>The address of the keys (<c>/keys</c>).</summary>
    internal Uri KeysAddress => AddressOf("keys");

    /// <summary>The address of the key that authenticates the call (<c>/key</c>).</summary>
    internal Uri CurrentKeyAddress => AddressOf("key");

    /// <summary><see cref="AttemptTimeout"/>, capped at the maximum of .NET's timers.</summary>
    internal TimeSpan CappedAttemptTimeout => AttemptTimeout < MaxTimeout ? AttemptTimeout : MaxTimeout;

    internal OpenRouterKeysOptions EnsureValid() =>
        FindProblem() is { } problem ? throw new ArgumentException($"The options are invalid: {problem}.", "options") : this;

    /// <summary>The first thing that is wrong and what to do, starting with the option's name and without the final period; null if the
    /// options are valid.</summary>
    internal string? FindProblem() =>
        BaseAddress is not { IsAbsoluteUri: true } ? $"{nameof(BaseAddress)} is not an absolute address. Use one such as https://openrouter.ai/api/v1/"
        : BaseAddress.Scheme != Uri.UriSchemeHttps && !(BaseAddress.Scheme == Uri.UriSchemeHttp && BaseAddress.IsLoopback)
            ? $"{nameof(BaseAddress)} is not https and would expose the management key. Use https; http is allowed on loopback only"
        : BaseAddress.UserInfo.Length + BaseAddress.Query.Length + BaseAddress.Fragment.Length > 0
            ? $"{nameof(BaseAddress)} contains user info, a query or a fragment. Remove it"
        : AttemptTimeout <= TimeSpan.Zero ? $"{nameof(AttemptTimeout)} is not positive. Use a positive duration"
        : MaxAttempts < 1 ? $"{nameof(MaxAttempts)} is less than 1. Use 1 or more"
        : TimeProvider is null ? $"{nameof(TimeProvider)} is null. Omit it to use the system's time"
        : Policy is not null && PolicyJson.FindProblem(Policy) is { } problem ? $"{nameof(Policy)}.{problem.Property}: {problem.Message.TrimEnd('.')}"
        : null;

    /// <summary>The address of a path below the base address.</summary>
    internal Uri AddressOf(string path) => new($"{BaseAddress.AbsoluteUri.TrimEnd('/')}/{path}");
}
