namespace OpenRouterKeys.Cli.Tests;

internal sealed class FullDiskStream : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");

    public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
}

internal sealed class ClosedPipeWriter : StringWriter
{
    public override void Write(string? value) => throw new IOException("Broken pipe");

    public override void Write(char value) => throw new IOException("Broken pipe");
}
