using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>A file with the secrets of many keys, as JSON lines or CSV. It is locked while it is used, added to, and deleted if it was created and no
/// secret was written.</summary>
internal sealed class SecretsFile : ISecretStore
{
    private const string Option = "--secrets-to";

    private static readonly string[] Columns = [ApiNames.Name, ApiNames.Hash, ApiNames.Key];
    private static readonly CsvConfiguration CsvConfiguration = new(CultureInfo.InvariantCulture) { NewLine = "\n", BadDataFound = null };

    private readonly Terminal _terminal;
    private readonly bool _isSimulated;
    private readonly HashSet<string> _hashes = new(StringComparer.Ordinal);
    private Stream? _stream;
    private bool _isCsv;
    private bool _isLineOpen;
    private bool _isCreated;

    private SecretsFile(string path, Terminal terminal, bool isSimulated)
    {
        (Path, _terminal, _isSimulated) = (path, terminal, isSimulated);
        _isCsv = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
    }

    public string Path { get; }

    public string JournalPath => Path + ".journal";

    /// <summary>Reads the file if it exists.</summary>
    /// <exception cref="UsageException">The file cannot be used, or it was not written by this command.</exception>
    public static SecretsFile Open(string path, Terminal terminal, bool isSimulated)
    {
        var file = new SecretsFile(path, terminal, isSimulated);
        if (!File.Exists(path))
        {
            return file;
        }

        try
        {
            file._stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 });
            // A device has no length. An interrupted run may have left an empty file.
            if (!file._stream.CanSeek || (file._stream.Length == 0 && !File.Exists(file.JournalPath)))
            {
                throw new UsageException($"{Option}: {path} exists, and is empty or not a regular file. Delete it, or use another file. Nothing was sent.");
            }

            file.Read();
            return file;
        }
        catch (Exception exception) when (FileError.Describe(exception, path) is { } error)
        {
            file._stream?.Dispose();
            throw new UsageException($"{Option}: {path} cannot be used: {error}. Nothing was sent.");
        }
        catch (UsageException)
        {
            file._stream?.Dispose();
            throw;
        }
    }

    public void Prepare(IReadOnlyCollection<string> names)
    {
        // Create does everything.
    }

    public void Create()
    {
        _isCreated = _stream is null;
        _stream ??= SecretFile.Open(Option, Path, _terminal);
        if (!_isCreated && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public bool Contains(KeyInfo key) => _hashes.Contains(key.Hash);

    public void Store(CreatedKey created)
    {
        var stream = _stream!;
        var length = stream.Length;
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(Format(created, isFirst: length == 0)));
            (stream as FileStream)?.Flush(flushToDisk: true);
            _isLineOpen = false;
        }
        catch (IOException exception)
        {
            stream.SetLength(length);
            throw new IOException($"{Path} could not be written: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        if (_stream is null)
        {
            return;
        }

        var isUnused = _isCreated && _stream.Length == 0;
        _stream.Dispose();
        if (isUnused)
        {
            SecretFile.TryDelete(Path);
        }
    }

    private string Format(CreatedKey created, bool isFirst)
    {
        var start = _isLineOpen ? "\n" : "";
        if (!_isCsv)
        {
            return $"{start}{KeyJson.Write(created, includeSecret: true, _isSimulated)}\n";
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, CsvConfiguration, leaveOpen: true))
        {
            if (isFirst)
            {
                WriteRow(csv, Columns);
            }

            WriteRow(csv, [created.Info.Name, created.Info.Hash, created.Key.Reveal()]);
        }

        return start + text;
    }

    private static void WriteRow(CsvWriter csv, string[] fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        csv.NextRecord();
    }

    private void Read()
    {
        using var reader = new StreamReader(_stream!, new UTF8Encoding(false), leaveOpen: true);
        var text = reader.ReadToEnd();
        if (text.Length == 0)
        {
            return;
        }

        _isLineOpen = !text.EndsWith('\n');
        _isCsv = !text.StartsWith('{');
        foreach (var line in _isCsv ? ReadCsv(text) : ReadJson(text))
        {
            // For example, the machine lost power while the line was written.
            _terminal.WriteMessage($"{Path}:{line.ToString(CultureInfo.InvariantCulture)}: warning: The line is incomplete, so its secret is not stored.");
        }
    }

    private List<int> ReadJson(string text)
    {
        if (!text.StartsWith($"{{\"{ApiNames.Key}\":", StringComparison.Ordinal) && !text.StartsWith("{\"simulated\":true,", StringComparison.Ordinal))
        {
            throw NotWrittenByThisCommand();
        }

        var incomplete = new List<int>();
        var line = 0;
        foreach (var json in text.Split('\n'))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(json) && !TryAdd(json))
            {
                incomplete.Add(line);
            }
        }

        return incomplete;
    }

    private bool TryAdd(string json)
    {
        try
        {
            using var key = JsonDocument.Parse(json);
            return key.RootElement.TryGetProperty(ApiNames.Key, out var secret) && secret.GetString() is { Length: > 0 }
                && key.RootElement.TryGetProperty(ApiNames.Data, out var data) && data.TryGetProperty(ApiNames.Hash, out var hash) && hash.GetString() is { } text
                && (_hashes.Add(text) || true);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private List<int> ReadCsv(string text)
    {
        using var csv = new CsvParser(new StringReader(text.ReplaceLineEndings("\n")), CsvConfiguration); // a spreadsheet may have saved it
        if (!csv.Read() || !csv.Record!.SequenceEqual(Columns))
        {
            throw NotWrittenByThisCommand();
        }

        var incomplete = new List<int>();
        for (var line = csv.RawRow + 1; csv.Read(); line = csv.RawRow + 1)
        {
            if (csv.Record is [_, var hash, { Length: > 0 }])
            {
                _hashes.Add(hash);
            }
            else
            {
                incomplete.Add(line);
            }
        }

        return incomplete;
    }

    private UsageException NotWrittenByThisCommand() => new(
        $"{Option}: {Path} exists, but it is not a file of secrets that this command wrote. Use another file. Nothing was sent.");
}
