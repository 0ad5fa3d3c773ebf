using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>Answers that send the client elsewhere: it does not go.</summary>
internal static class Redirects
{
    private static readonly int[] All30x = [301, 302, 303, 307, 308];

    public static Fault[] All { get; } =
    [
        .. All30x.Select(status => new Fault($"{status} to the same host", UnknownAfter(status), 1, Read, Answer(status, "", "Location: /api/v1/elsewhere\r\n"))),
        .. All30x.Select(status => new Fault($"{status} to itself, for ever", UnknownAfter(status), 1, Read, Answer(status, "", "Location: /api/v1/keys\r\n")) { Times = 60 }),
        .. All30x.Select(status => new Fault($"{status} to another host", UnknownAfter(status), 1, Read, Redirect(status, scene => scene.AddressElsewhere))),
        .. All30x.Select(status => new Fault($"{status} from https to http", UnknownAfter(status), 1, Secure(Certificates.Valid), Read, Redirect(status, scene => scene.AddressElsewhere))
        {
            Place = RawSite.Encrypted,
            Handler = (handler, _) => Certificates.Trust(handler),
        }),
        new("302 to nowhere", UnknownAfter(302), 1, Read, Answer(302)),
        new("302 to no address", UnknownAfter(302), 1, Read, Answer(302, "", "Location: http://[\r\n")),
        new("302 to a file", UnknownAfter(302), 1, Read, Answer(302, "", "Location: file:///etc/passwd\r\n")),
    ];
}
