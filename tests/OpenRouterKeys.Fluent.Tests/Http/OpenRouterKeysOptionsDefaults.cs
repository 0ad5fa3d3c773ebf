namespace OpenRouterKeys.Fluent.Tests.Http;

internal static class OpenRouterKeysOptionsDefaults
{
    public static readonly TimeSpan AttemptTimeout = new OpenRouterKeysOptions().AttemptTimeout;
}
