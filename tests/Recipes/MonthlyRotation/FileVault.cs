using OpenRouterKeys.Fluent;

namespace Rotation;

// Replace this with your secret store. The file is not encrypted.
public sealed class FileVault(string path) : IVault
{
    public string? Hash => File.Exists(path) ? File.ReadLines(path).First() : null;

    public DateTimeOffset StoredAt => File.GetLastWriteTimeUtc(path);

    public async Task StoreAsync(CreatedKey created, CancellationToken cancellationToken)
    {
        // The old key remains in the vault until the new one is written completely.
        await File.WriteAllLinesAsync(path + ".new", [created.Info.Hash, created.Key.Reveal()], cancellationToken);
        File.Move(path + ".new", path, overwrite: true);
    }
}
