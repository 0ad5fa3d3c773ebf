namespace OpenRouterKeys.Fluent.Http;

/// <summary>What came of one attempt.</summary>
/// <param name="Answer">What was received; null where not even a status was.</param>
/// <param name="Failure">What was thrown on the way.</param>
/// <param name="MayHaveBeenSent">False where the body provably never began to leave.</param>
internal sealed record AttemptResult(ApiResponse? Answer, Exception? Failure, bool MayHaveBeenSent);
