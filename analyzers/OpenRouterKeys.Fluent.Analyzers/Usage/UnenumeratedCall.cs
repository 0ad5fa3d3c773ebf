namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2007: a call that sends nothing until its result is enumerated is discarded.</summary>
internal static class UnenumeratedCall
{
    public static void Analyze(in UnusedCall call)
    {
        if ((call.IsDiscard || !call.IsBody) && call.Api.IsLazyCall(call.Method) && !call.IsIntentional)
        {
            call.Report(Descriptors.UnenumeratedCall, call.Method.Name);
        }
    }
}
