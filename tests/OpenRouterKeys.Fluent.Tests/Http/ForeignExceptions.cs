namespace SystemLookalike
{
    /// <summary>An exception in a namespace that starts with "System" but is not part of .NET.</summary>
    internal sealed class LookalikeException() : Exception("lookalike");
}

/// <summary>An exception without a namespace.</summary>
internal sealed class NoNamespaceException() : Exception("no namespace");
