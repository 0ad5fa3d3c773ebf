using System.Net.Sockets;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Describes why there is no response.</summary>
internal static class ConnectionFailure
{
    public static string Describe(Exception? failure, Uri address, CancellationToken caller) =>
        (Find<HttpRequestException>(failure)?.HttpRequestError, Find<SocketException>(failure)?.SocketErrorCode) switch
    {
        _ when caller.IsCancellationRequested => "the call was canceled before a response arrived",
        (HttpRequestError.NameResolutionError, _) => $"the host name {address.Host} could not be resolved (DNS)",
        (HttpRequestError.SecureConnectionError, _) => $"no secure connection to {address.Authority} could be established (TLS)",
        (HttpRequestError.ProxyTunnelError, _) => $"the proxy did not connect to {address.Authority}",
        (_, SocketError.ConnectionRefused) => $"the API at {address.Authority} refused the connection",
        (_, SocketError.HostUnreachable or SocketError.NetworkUnreachable) => $"the API at {address.Authority} is unreachable",
        (_, SocketError.TimedOut) => TimedOut(address),
        _ when Find<OperationCanceledException>(failure) is not null || Find<TimeoutException>(failure) is not null => TimedOut(address),
        _ => $"the connection to {address.Host} was closed before a response arrived",
    };

    private static string TimedOut(Uri address) => $"the API at {address.Host} did not respond in time (timeout)";

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }
}
