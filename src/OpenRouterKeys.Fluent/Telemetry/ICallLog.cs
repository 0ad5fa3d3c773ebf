namespace OpenRouterKeys.Fluent.Telemetry;

/// <summary>Writes a log of calls, by a logger that the library itself does not know.</summary>
internal interface ICallLog
{
    /// <summary>The last attempt failed, and another one begins.</summary>
    void SendsAgain(ObservedCall call);

    void Succeeded(ObservedCall call);

    void Failed(ObservedCall call, Exception failure);
}
