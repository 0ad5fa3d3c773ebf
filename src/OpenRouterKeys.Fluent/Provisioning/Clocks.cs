namespace OpenRouterKeys.Fluent.Provisioning;

internal static class Clocks
{
    /// <summary>The client's own clock, where it is one of ours.</summary>
    public static TimeProvider Of(IOpenRouterKeysClient client) => (client as OpenRouterKeysClient)?.TimeProvider ?? TimeProvider.System;
}
