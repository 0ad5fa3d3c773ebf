using System.Net;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>The system's proxy (<see cref="HttpClient.DefaultProxy"/>), except for loopback addresses: these allow http, so the bearer token must
/// not leave the machine.</summary>
internal sealed class LoopbackBypassingProxy : IWebProxy
{
    public ICredentials? Credentials
    {
        get => HttpClient.DefaultProxy.Credentials;
        set => throw new NotSupportedException("The system's proxy has its own credentials.");
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
}
