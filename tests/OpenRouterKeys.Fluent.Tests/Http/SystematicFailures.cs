namespace SystematicFailures
{
    /// <summary>Of a namespace that begins as the platform's does.</summary>
    internal sealed class OtherException() : Exception("theirs");
}

/// <summary>Of no namespace.</summary>
internal sealed class NamelessException() : Exception("nameless");
