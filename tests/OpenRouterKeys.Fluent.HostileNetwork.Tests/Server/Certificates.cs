using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

/// <summary>Throw-away certificates of an authority of their own.</summary>
internal static class Certificates
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly X509Certificate2 Authority = NewAuthority();

    public static SslServerAuthenticationOptions Valid { get; } = Server(IPAddress.Loopback, Now.AddDays(-1), Now.AddDays(1));

    public static SslServerAuthenticationOptions Expired { get; } = Server(IPAddress.Loopback, Now.AddDays(-9), Now.AddDays(-1));

    public static SslServerAuthenticationOptions NotYetValid { get; } = Server(IPAddress.Loopback, Now.AddDays(1), Now.AddDays(9));

    public static SslServerAuthenticationOptions OfAnotherHost { get; } = Server(IPAddress.Parse("192.0.2.1"), Now.AddDays(-1), Now.AddDays(1));

    public static SslServerAuthenticationOptions AsksForAnother { get; } = new()
    {
        ServerCertificate = Valid.ServerCertificate,
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = (_, _, _, _) => false,
    };

    public static SslServerAuthenticationOptions Http2 { get; } = new()
    {
        ServerCertificate = Valid.ServerCertificate,
        ApplicationProtocols = [SslApplicationProtocol.Http2],
    };

    /// <summary>Trusts the authority, and nothing else.</summary>
    public static void Trust(SocketsHttpHandler handler) => handler.SslOptions.CertificateChainPolicy = new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { Authority },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static X509Certificate2 NewAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(10));
    }

    private static SslServerAuthenticationOptions Server(IPAddress address, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(Authority, from, until, RandomNumberGenerator.GetBytes(8));
        return new() { ServerCertificate = certificate.CopyWithPrivateKey(key) };
    }
}
