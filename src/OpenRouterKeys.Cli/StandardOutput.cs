using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OpenRouterKeys.Cli;

/// <summary>The process's standard output. A write that cannot succeed always throws an <see cref="IOException"/>, so that a secret is never
/// considered written when it was not.</summary>
internal sealed class StandardOutput : Stream
{
    private const int Descriptor = 1;

    private readonly Stream _stream;

    private StandardOutput(Stream stream) => _stream = stream;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static TextWriter Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.Out;
        }

        // On Unix, the console's stream ignores a closed pipe. A FileStream reports it, but it keeps its own position in a file, which standard error may share.
        var file = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        var stream = new StandardOutput(file.CanSeek ? Console.OpenStandardOutput() : file);
        return new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true };
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _stream.Write(buffer);
        }
        catch (UnauthorizedAccessException exception) // .NET reports EBADF as "Access to the path is denied."
        {
            throw new IOException("Standard output is closed.", exception);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => _stream.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
