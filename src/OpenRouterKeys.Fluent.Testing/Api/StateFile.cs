using System.Buffers;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>A file with the changes of the simulator's keys and workspaces, one JSON object per line, that several processes read and append to. It
/// contains hashes, but no secrets, and neither workspaces' management keys nor bindings. Every method except <see cref="Lock"/> must be called under
/// the lock.</summary>
/// <param name="path">The file's path.</param>
/// <param name="maxWait">How long to wait for other processes; null: 10 seconds.</param>
internal sealed class StateFile(string path, TimeSpan? maxWait = null)
{
    private const byte LineEnd = (byte)'\n';

    // On Linux, macOS (both from flock) and Windows (ERROR_SHARING_VIOLATION).
    private static readonly int[] InUse = [11, 35, unchecked((int)0x80070020)];

    // Links to the same file must use the same lock, and a link must not be replaced by a file.
    private readonly string _path =
        (File.Exists(path) ? File.ResolveLinkTarget(Path.GetFullPath(path), returnFinalTarget: true) : null)?.FullName ?? Path.GetFullPath(path);
    private readonly TimeSpan _maxWait = maxWait ?? TimeSpan.FromSeconds(10);

    // The first line of the content that was read. It differs after another process has replaced the file.
    private byte[] _header = [];

    // Where the last line that was read ends.
    private long _end;

    /// <summary>Prevents other processes and other instances from using the file until the result is disposed or this process ends.</summary>
    /// <exception cref="IOException">Another process has the lock.</exception>
    public IDisposable Lock(CancellationToken cancellationToken = default) =>
        // A separate file, because the state file can be replaced. It is never deleted: two processes could then lock two files of this name.
        Open(_path + ".lock", FileMode.OpenOrCreate, FileShare.None, cancellationToken);

    /// <summary>Reads the changes that others have appended since the previous call, or all if this is the first call or the file was replaced. A file
    /// that does not exist is created.</summary>
    /// <exception cref="InvalidDataException">The file is not a state file.</exception>
    public StateFileContent Read()
    {
        if (!File.Exists(_path))
        {
            Replace([]);
            return new([], IsComplete: true, IsEarlierFormat: false);
        }

        using var file = Open(_path, FileMode.Open, FileShare.ReadWrite | FileShare.Delete);
        var header = ReadBytes(file, 0, StateFileHeader.Length);
        var isComplete = !header.AsSpan().SequenceEqual(_header) || RandomAccess.GetLength(file) < _end;
        try
        {
            return !StateFileHeader.IsValid(header)
                ? new(StateChange.ReadObject(ReadBytes(file, 0, RandomAccess.GetLength(file))), IsComplete: true, IsEarlierFormat: true)
                : new(ReadLines(file, header, isComplete ? header.Length : _end), isComplete, IsEarlierFormat: false);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException(
                $"{path} is not a state file of the simulator. Use another path, or delete the file to start without keys.", exception);
        }
    }

    /// <summary>Appends to the lines that were read.</summary>
    public void Append(IEnumerable<StateChange> changes)
    {
        var lines = Format(changes);
        try
        {
            using var file = Open(_path, FileMode.Open, FileShare.ReadWrite | FileShare.Delete);
            if (RandomAccess.GetLength(file) > _end)
            {
                RandomAccess.SetLength(file, _end); // removes the incomplete line of a process that was killed
            }

            RandomAccess.Write(file, lines.Span, _end);
            _end += lines.Length;
        }
        catch
        {
            _header = []; // The caller's state has changes that the file lacks: the next call reads the whole file.
            throw;
        }
    }

    /// <summary>Replaces the file in one step, so that a failed write leaves the previous content.</summary>
    public void Replace(IEnumerable<StateChange> changes)
    {
        var temporary = $"{_path}.{Guid.NewGuid():N}";
        var header = StateFileHeader.Create();
        var lines = Format(changes);
        try
        {
            using (var file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(file, header, 0);
                RandomAccess.Write(file, lines.Span, header.Length);
            }

            File.Move(temporary, _path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        (_header, _end) = (header, header.Length + lines.Length);
    }

    // The last line is incomplete if its process was killed. Its change was not confirmed.
    private List<StateChange> ReadLines(SafeFileHandle file, byte[] header, long start)
    {
        var bytes = ReadBytes(file, start, RandomAccess.GetLength(file) - start);
        var changes = new List<StateChange>();
        var position = 0;
        while (bytes.AsSpan(position).IndexOf(LineEnd) is >= 0 and var length)
        {
            changes.Add(StateChange.Read(bytes.AsMemory(position, length)));
            position += length + 1;
        }

        (_header, _end) = (header, start + position);
        return changes;
    }

    private static byte[] ReadBytes(SafeFileHandle file, long start, long maxLength)
    {
        var bytes = new byte[maxLength];
        var length = 0;
        while (length < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(length), start + length) is > 0 and var read)
        {
            length += read;
        }

        return bytes[..length];
    }

    private static ReadOnlyMemory<byte> Format(IEnumerable<StateChange> changes)
    {
        var lines = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(lines);
        foreach (var change in changes)
        {
            change.Write(json);
            json.Flush();
            json.Reset();
            lines.Write([LineEnd]);
        }

        return lines.WrittenMemory;
    }

    // The operating system closes the file, and so releases it, when the process is killed.
    private SafeFileHandle Open(string name, FileMode mode, FileShare share, CancellationToken cancellationToken = default)
    {
        var startedAt = Environment.TickCount64;
        for (var wait = default(SpinWait); ; wait.SpinOnce())
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                return File.OpenHandle(name, mode, FileAccess.ReadWrite, share);
            }
            catch (IOException exception) when (InUse.Contains(exception.HResult))
            {
                if (Environment.TickCount64 - startedAt >= _maxWait.TotalMilliseconds)
                {
                    throw new IOException(
                        $"Another process has locked {path} for {_maxWait.TotalSeconds:F0} seconds. Stop that process, or use another file.", exception);
                }
            }
        }
    }
}

/// <param name="Changes">The changes, oldest first.</param>
/// <param name="IsComplete">Whether these are all changes, also those that were read before.</param>
/// <param name="IsEarlierFormat">Whether an earlier version wrote the file. Lines cannot be appended to it.</param>
internal sealed record StateFileContent(IReadOnlyList<StateChange> Changes, bool IsComplete, bool IsEarlierFormat);

/// <summary>The first line of a state file: the format's version, and an id of the file's content that changes only when it is replaced.</summary>
internal static class StateFileHeader
{
    private const int IdLength = 32;

    private static ReadOnlySpan<byte> Start => "{\"simulator_state\":1,\"id\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}\n"u8;

    public static int Length => Start.Length + IdLength + End.Length;

    public static byte[] Create() => [.. Start, .. System.Text.Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N")), .. End];

    public static bool IsValid(ReadOnlySpan<byte> header) => header.Length == Length && header.StartsWith(Start) && header.EndsWith(End);
}
