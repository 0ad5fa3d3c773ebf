using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OpenRouterKeys.Cli;

/// <summary>The process's standard output.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>On Unix the console takes what is written to a pipe that nobody reads any more, and says nothing: a secret would be lost
    /// and taken for kept. A stream of files says it; but it minds its own place in a file, which standard error may share.</summary>
    public static TextWriter Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.Out;
        }

        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.Out : new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true };
    }
}
