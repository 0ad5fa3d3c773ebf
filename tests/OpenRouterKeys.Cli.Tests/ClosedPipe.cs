namespace OpenRouterKeys.Cli.Tests;

internal sealed class ClosedPipe : StringWriter
{
    public override void Write(string? value) => throw new IOException("Broken pipe");

    public override void Write(char value) => throw new IOException("Broken pipe");
}
