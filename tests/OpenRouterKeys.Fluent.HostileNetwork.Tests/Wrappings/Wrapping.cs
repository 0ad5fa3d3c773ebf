using Flurl.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Wrappings;

/// <summary>How a host wraps the client.</summary>
/// <param name="Name">Unique among the guarded, and among the others.</param>
/// <param name="IsGuarded">Whether <see cref="SendOnceHandler"/> is the primary handler.</param>
internal sealed record Wrapping(string Name, bool IsGuarded)
{
    /// <summary>The host's settings for all clients, made before ours is added.</summary>
    public Action<IServiceCollection>? Defaults { get; init; }

    /// <summary>What the host adds to our client.</summary>
    public Action<IHttpClientBuilder>? Added { get; init; }

    public Action<IFlurlClient>? Flurl { get; init; }

    /// <summary>Whether some handler keeps the body, after which nothing proves that it was not sent.</summary>
    public bool BuffersBodies { get; init; }

    /// <summary>Whether some handler sends again.</summary>
    public bool SendsAgain { get; init; }

    /// <summary>Whether some handler, given an answer that breaks off, waits for its rest until the attempt's time is over and keeps its
    /// connection. The guard gives handlers no answer that breaks off.</summary>
    public bool HangsOnBrokenAnswers { get; init; }

    /// <summary>Whether the client is a bare one of our own.</summary>
    public bool IsOwn { get; init; }

    public override string ToString() => IsOwn || IsGuarded ? Name : $"{Name}, unguarded";
}
