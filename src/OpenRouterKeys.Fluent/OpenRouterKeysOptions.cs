namespace OpenRouterKeys.Fluent;

/// <summary>How a client calls the API. Checked when a client is made: https, or http on loopback; positive times; a trailing slash is
/// optional.</summary>
public sealed record OpenRouterKeysOptions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>The API's address, without <c>keys</c>.</summary>
    public Uri BaseAddress { get; init; } = new("https://openrouter.ai/api/v1/");

    /// <summary>For one attempt, connecting and reading included.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts where sending again is provably safe; a creation that may have been carried out is never sent again. The longest
    /// a call can take is this many attempts and up to 60 s of asked-for waiting between each. 1: nothing is ever sent again.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Tells the time, for expiries, timeouts and waiting.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The address of the keys.</summary>
    internal Uri KeysAddress => Below("keys");

    /// <summary>The address of the key that is asked with.</summary>
    internal Uri CurrentKeyAddress => Below("key");

    /// <summary>The same, as long as timers go.</summary>
    internal TimeSpan AttemptTime => AttemptTimeout < LongestTimeout ? AttemptTimeout : LongestTimeout;

    internal OpenRouterKeysOptions EnsureValid() =>
        Problem() is { } problem ? throw new ArgumentException($"The options are invalid: {problem}.", "options") : this;

    /// <summary>The first thing that is wrong, beginning with its name; null where nothing is.</summary>
    internal string? Problem() =>
        BaseAddress is not { IsAbsoluteUri: true } ? $"{nameof(BaseAddress)} is not an absolute address, as https://openrouter.ai/api/v1/ is"
        : BaseAddress.Scheme != Uri.UriSchemeHttps && !(BaseAddress.Scheme == Uri.UriSchemeHttp && BaseAddress.IsLoopback)
            ? $"{nameof(BaseAddress)} is not https (http is allowed on loopback only), and would show the management key on the way"
        : BaseAddress.UserInfo.Length + BaseAddress.Query.Length + BaseAddress.Fragment.Length > 0
            ? $"{nameof(BaseAddress)} has user info, a query or a fragment: give the address alone"
        : AttemptTimeout <= TimeSpan.Zero ? $"{nameof(AttemptTimeout)} is not a positive time"
        : MaxAttempts < 1 ? $"{nameof(MaxAttempts)} is less than 1"
        : TimeProvider is null ? $"{nameof(TimeProvider)} is null: leave it out for the system's clock"
        : null;

    private Uri Below(string path) => new($"{BaseAddress.AbsoluteUri.TrimEnd('/')}/{path}");
}
