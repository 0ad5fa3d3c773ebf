using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Something that a network, proxy or server does to the creation of a key, and the required result.</summary>
/// <param name="Name">A unique name.</param>
/// <param name="Outcome">The outcome that the library's client reports, as text of <see cref="Outcomes"/>.</param>
/// <param name="BodyCount">The number of whole POST bodies that reach the server.</param>
/// <param name="Script">The server's steps on a connection.</param>
internal sealed record Fault(string Name, string Outcome, int BodyCount, params Step[] Script)
{
    /// <summary>The number of connections that run the script. Later connections create another key, so that a second body is detected.</summary>
    public int ConnectionCount { get; init; } = 1;

    /// <summary>Whether no call can ever succeed.</summary>
    public bool IsPermanent { get; init; }

    public Func<Fault, TestEnvironment, TestServer> CreateServer { get; init; } = ScriptedServer.Plain;

    /// <summary>Configures the primary handler, for example with a proxy or a trusted certificate.</summary>
    public Action<SocketsHttpHandler, TestServer>? ConfigureHandler { get; init; }

    /// <summary>Whether the request body is larger than the buffers of a server that does not read.</summary>
    public bool HasLargeBody { get; init; }

    /// <summary>Whether the result depends on timing if a handler, or <see cref="SocketsHttpHandler"/> itself, sends the request again.
    /// <see cref="SendOnceHandler"/> prevents that.</summary>
    public bool IsTimingDependent { get; init; }

    /// <summary>Whether the response ends with a connection error, after which some pipelines hang until the attempt times out.</summary>
    public bool HasAbortedResponse { get; init; }

    /// <summary>Whether the script begins with another call of the same client.</summary>
    public bool IsSecondCall { get; init; }

    public int MaxAttempts { get; init; } = 3;

    public Version Version { get; init; } = System.Net.HttpVersion.Version11;

    /// <summary>Runs before the call.</summary>
    public Action<TestEnvironment>? BeforeCall { get; init; }

    /// <summary>Runs after the call was started.</summary>
    public Action<TestEnvironment>? DuringCall { get; init; }

    public override string ToString() => Name;
}
