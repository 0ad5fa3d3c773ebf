namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2003: a key is created and discarded, together with its secret.</summary>
internal static class DiscardedCreatedKey
{
    public static void Analyze(in UnusedCall call)
    {
        if ((call.IsDiscard || !call.IsBody) && call.Api.IsCreation(call.Method) && !call.IsIntentional)
        {
            call.Report(Descriptors.DiscardedCreatedKey, call.Method.Name);
        }
    }
}
