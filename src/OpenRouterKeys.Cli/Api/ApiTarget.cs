namespace OpenRouterKeys.Cli.Api;

/// <summary>Where calls are sent, as the command line says it.</summary>
internal sealed record ApiTarget
{
    public bool Simulator { get; init; }

    /// <summary>The file that keeps the simulator's keys; null: they live as long as the process.</summary>
    public string? StateFile { get; init; }

    /// <summary>Null: where OpenRouter is.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>What contradicts itself; null: nothing.</summary>
    public string? Problem =>
        Simulator && BaseAddress is not null ? "--simulator and --base-address name two places to send to: leave one out."
        : null;

    /// <summary>Where a simulated key exists.</summary>
    public string Whereabouts => StateFile is { } file ? $"it exists in {file} alone" : "it exists in this process alone";
}
