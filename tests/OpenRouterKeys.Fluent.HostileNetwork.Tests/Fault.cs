using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>One thing that networks, proxies and hosts do to a creation, and what must come of it.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Outcome">What the client tells, in the words of <see cref="Outcomes"/>.</param>
/// <param name="Bodies">How many whole POST bodies reach the server.</param>
/// <param name="Script">What the server does on a connection.</param>
internal sealed record Fault(string Name, string Outcome, int Bodies, params Step[] Script)
{
    /// <summary>How many connections play the script; those after them are answered well, so that a body sent again shows.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Whether the client can never succeed there.</summary>
    public bool IsForGood { get; init; }

    /// <summary>Where the call goes.</summary>
    public Func<Fault, Scene, Site> Place { get; init; } = RawSite.Plain;

    /// <summary>What the handler that sends needs, a proxy or trust in the certificate.</summary>
    public Action<SocketsHttpHandler, Site>? Handler { get; init; }

    /// <summary>Whether the body is larger than what the system keeps for a server that does not read.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Whether what comes out depends on who is first: the script, or a handler that sends again, that of the sockets too. The guard leaves nothing to that.</summary>
    public bool RacesWithRetries { get; init; }

    /// <summary>Whether the answer breaks off with an error of the connection, for which some wrappings wait until the attempt's time is over.</summary>
    public bool BreaksAnswerOff { get; init; }

    /// <summary>Whether the script begins with another call of the same client's.</summary>
    public bool IsSecondCall { get; init; }

    public int MaxAttempts { get; init; } = 3;

    public Version Version { get; init; } = System.Net.HttpVersion.Version11;

    /// <summary>Done before the call, and while it waits.</summary>
    public Action<Scene>? Before { get; init; }

    public Action<Scene>? Meanwhile { get; init; }

    public override string ToString() => Name;
}
