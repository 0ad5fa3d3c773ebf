using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OpenRouterKeys.Cli;

/// <summary>Opens the process's standard streams. A stream that is closed is never read or written: its descriptor may have been reused by the
/// runtime for a pipe of its own, on which a read waits forever and a write seems to succeed.</summary>
internal static partial class StandardStreams
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;

    public static bool IsOutputClosed { get; } = !IsOpen(Output);

    public static Stream OpenInput() => new StandardStream("Standard input", IsOpen(Input) ? Open(Input, FileAccess.Read, Console.OpenStandardInput) : null);

    public static TextWriter OpenOutput() => OpenWriter("Standard output", Output, Console.OpenStandardOutput);

    /// <summary>Opens standard error; messages are discarded if it is closed.</summary>
    public static TextWriter OpenError() => IsOpen(Error) ? OpenWriter("Standard error", Error, Console.OpenStandardError) : TextWriter.Null;

    private static StreamWriter OpenWriter(string name, int descriptor, Func<Stream> openConsole)
    {
        var stream = IsOpen(descriptor) ? Open(descriptor, FileAccess.Write, openConsole) : null;
        var encoding = OperatingSystem.IsWindows() ? Console.OutputEncoding : new UTF8Encoding(false);
        return new(new StandardStream(name, stream), encoding) { AutoFlush = true };
    }

    // On Unix, the console's streams change the terminal's mode without restoring it, and ignore a closed pipe. A FileStream does not, but it keeps its
    // own position in a file, which standard output and standard error may share.
    private static Stream Open(int descriptor, FileAccess access, Func<Stream> openConsole)
    {
        if (OperatingSystem.IsWindows())
        {
            return openConsole();
        }

        var file = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), access, bufferSize: 0);
        return file.CanSeek ? openConsole() : file;
    }

    private static bool IsOpen(int descriptor)
    {
        const int GetDescriptorFlags = 1;
        const int GetStatusFlags = 3;
        const int CloseOnExec = 1;
        const int AccessMode = 3;
        const int ReadOnly = 0;
        const int WriteOnly = 1;
        if (OperatingSystem.IsWindows())
        {
            return (descriptor == Input ? Console.OpenStandardInput() : descriptor == Output ? Console.OpenStandardOutput() : Console.OpenStandardError()) != Stream.Null;
        }

        // A descriptor that was inherited cannot have the close-on-exec flag. The runtime sets it for its own descriptors.
        var flags = GetFlags(descriptor, GetDescriptorFlags);
        var mode = GetFlags(descriptor, GetStatusFlags) & AccessMode;
        return flags >= 0 && (flags & CloseOnExec) == 0 && mode != (descriptor == Input ? WriteOnly : ReadOnly);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetFlags(int descriptor, int command);
}

/// <summary>A standard stream cannot be read or written.</summary>
internal sealed class StandardStreamException(string message, Exception? innerException = null) : IOException(message, innerException);

/// <summary>A standard stream, each of whose failures is a <see cref="StandardStreamException"/>.</summary>
/// <param name="name">The stream's name in messages.</param>
/// <param name="stream">The stream; null: it is closed.</param>
internal sealed class StandardStream(string name, Stream? stream) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Get().Read(buffer);
        }
        catch (Exception exception) when (ToFailure(exception) is { } failure)
        {
            throw failure;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            Get().Write(buffer);
        }
        catch (Exception exception) when (ToFailure(exception) is { } failure)
        {
            throw failure;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        try
        {
            stream?.Flush();
        }
        catch (Exception exception) when (ToFailure(exception) is { } failure)
        {
            throw failure;
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private Stream Get() => stream ?? throw Closed(null);

    private StandardStreamException? ToFailure(Exception exception) => exception switch
    {
        StandardStreamException failure => failure,
        UnauthorizedAccessException => Closed(exception), // .NET reports EBADF as "Access to the path is denied."
        IOException => new($"{name} failed: {exception.Message}", exception),
        _ => null,
    };

    private StandardStreamException Closed(Exception? innerException) => new($"{name} is closed.", innerException);
}
