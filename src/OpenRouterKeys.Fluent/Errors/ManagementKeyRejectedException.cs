namespace OpenRouterKeys.Fluent;

/// <summary>401 or 403: fix the management key. Nothing was created or changed.</summary>
/// <param name="message">What went wrong; null for a general text.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class ManagementKeyRejectedException(string? message = null, Exception? innerException = null)
    : KeyRequestRejectedException(message ?? "The API rejected the management key; nothing was created or changed.", innerException);
