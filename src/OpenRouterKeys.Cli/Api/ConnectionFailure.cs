using System.Net.Sockets;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Api;

/// <summary>Describes why a call got no response: the host, the cause and what to check.</summary>
internal static class ConnectionFailure
{
    /// <returns>Null: there was a response.</returns>
    public static string? Describe(OpenRouterUnavailableException exception, Uri address) => exception switch
    {
        { StatusCode: not null } or { InnerException: null } => null,
        { InnerException: TimeoutException } => $"Cause: {address.Authority} did not respond in time (timeout). Check the network and the proxy, or try again later.",
        { InnerException: var cause } => Describe(cause, address),
    };

    private static string Describe(Exception cause, Uri address) => (Find<HttpRequestException>(cause)?.HttpRequestError, Find<SocketException>(cause)?.SocketErrorCode) switch
    {
        (HttpRequestError.NameResolutionError, _) => $"Cause: the host name {address.Host} could not be resolved (DNS). Check the network, the DNS server and --base-address.",
        (HttpRequestError.SecureConnectionError, _) =>
            $"Cause: no secure connection to {address.Authority} could be established (TLS): {Innermost(cause)}. Check --base-address, the clock, and the certificates of the proxy.",
        (_, SocketError.ConnectionRefused) => $"Cause: {address.Authority} refused the connection. Check --base-address, the proxy and the firewall.",
        (_, SocketError.TimedOut) => $"Cause: {address.Authority} did not respond in time (timeout). Check the network and the proxy, or try again later.",
        (_, SocketError.HostUnreachable or SocketError.NetworkUnreachable) => $"Cause: {address.Authority} is unreachable. Check the network.",
        _ => $"Cause: the connection to {address.Authority} failed: {Innermost(cause)}. Check the network and the proxy.",
    };

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }

    private static string Innermost(Exception exception) => exception.GetBaseException().Message.TrimEnd('.');
}
