using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Redirects, which the client does not follow.</summary>
internal static class Redirects
{
    private static readonly int[] RedirectStatuses = [301, 302, 303, 307, 308];

    public static Fault[] All { get; } =
    [
        .. RedirectStatuses.Select(status => new Fault($"{status} to the same host", UnknownAfter(status), 1, Read, Respond(status, "", "Location: /api/v1/elsewhere\r\n"))),
        .. RedirectStatuses.Select(status => new Fault($"{status} to itself, endlessly", UnknownAfter(status), 1, Read, Respond(status, "", "Location: /api/v1/keys\r\n")) { ConnectionCount = 60 }),
        .. RedirectStatuses.Select(status => new Fault($"{status} to another host", UnknownAfter(status), 1, Read, Redirect(status, environment => environment.OtherServerAddress))),
        .. RedirectStatuses.Select(status => new Fault($"{status} from https to http", UnknownAfter(status), 1, StartTls(Certificates.Valid), Read, Redirect(status, environment => environment.OtherServerAddress))
        {
            CreateServer = ScriptedServer.Encrypted,
            ConfigureHandler = (handler, _) => Certificates.Trust(handler),
        }),
        new("302 without Location", UnknownAfter(302), 1, Read, Respond(302)),
        new("302 to an invalid address", UnknownAfter(302), 1, Read, Respond(302, "", "Location: http://[\r\n")),
        new("302 to a file address", UnknownAfter(302), 1, Read, Respond(302, "", "Location: file:///etc/passwd\r\n")),
    ];
}
