using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

/// <summary>Temporary certificates and the authority that issued them.</summary>
internal static class Certificates
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly X509Certificate2 Authority = CreateAuthority();

    public static SslServerAuthenticationOptions Valid { get; } = CreateOptions(IPAddress.Loopback, Now.AddDays(-1), Now.AddDays(1));

    public static SslServerAuthenticationOptions Expired { get; } = CreateOptions(IPAddress.Loopback, Now.AddDays(-9), Now.AddDays(-1));

    public static SslServerAuthenticationOptions NotYetValid { get; } = CreateOptions(IPAddress.Loopback, Now.AddDays(1), Now.AddDays(9));

    public static SslServerAuthenticationOptions ForOtherHost { get; } = CreateOptions(IPAddress.Parse("192.0.2.1"), Now.AddDays(-1), Now.AddDays(1));

    public static SslServerAuthenticationOptions WithClientCertificate { get; } = new()
    {
        ServerCertificateContext = Valid.ServerCertificateContext,
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = (_, _, _, _) => false,
    };

    public static SslServerAuthenticationOptions Http2 { get; } = new()
    {
        ServerCertificateContext = Valid.ServerCertificateContext,
        ApplicationProtocols = [SslApplicationProtocol.Http2],
    };

    /// <summary>Makes the handler trust this authority only.</summary>
    public static void Trust(SocketsHttpHandler handler) => handler.SslOptions.CertificateChainPolicy = new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { Authority },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static X509Certificate2 CreateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(10));
    }

    private static SslServerAuthenticationOptions CreateOptions(IPAddress address, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(Authority, from, until, RandomNumberGenerator.GetBytes(8));
        var certificateWithKey = certificate.CopyWithPrivateKey(key);
        return new() { ServerCertificateContext = SslStreamCertificateContext.Create(certificateWithKey, null, offline: true) }; // builds the chain only once
    }
}
