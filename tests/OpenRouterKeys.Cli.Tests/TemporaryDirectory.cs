namespace OpenRouterKeys.Cli.Tests;

internal sealed class TemporaryDirectory : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("openrouter-keys-");

    public string this[string file] => Path.Combine(_directory.FullName, file);

    public string Write(string file, string text)
    {
        File.WriteAllText(this[file], text);
        return this[file];
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
