namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>Keeps the keys and workspaces equal to a file that other simulators, also in other processes, use at the same time. Each operation sees
/// all earlier changes of the others, and its own changes are in the file when it returns.</summary>
internal sealed class SharedState(KeyStore keys, WorkspaceStore workspaces, BindingsApi bindings)
{
    private const int MinLinesToCompact = 100;
    private const int MaxLinesPerEntry = 4;

    private readonly Lock _lock = new();
    private readonly List<StateChange> _changes = [];
    private StateFile? _file;

    /// <summary>Adds the keys and workspaces of a file, and writes every later change to it.</summary>
    public void Open(StateFile file, CancellationToken cancellationToken)
    {
        using var fileLock = file.Lock(cancellationToken);
        var lineCount = CatchUp(file);
        var entries = Entries;
        if (lineCount >= MinLinesToCompact && lineCount > entries.Count * MaxLinesPerEntry)
        {
            file.Replace(entries);
        }

        keys.Changed = workspaces.Changed = _changes.Add;
        _file = file;
    }

    /// <summary>Runs an operation that reads or changes keys or workspaces. Without a file, it only runs the operation.</summary>
    public T Run<T>(Func<T> operation)
    {
        if (_file is not { } file)
        {
            return operation();
        }

        lock (_lock)
        {
            using var fileLock = file.Lock();
            CatchUp(file);
            try
            {
                return operation();
            }
            finally
            {
                Save(file);
            }
        }
    }

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Action operation) => Run(() =>
    {
        operation();
        return true;
    });

    private IReadOnlyCollection<StateChange> Entries =>
        [.. workspaces.All.Select(known => new StateChange.WorkspaceStored(known.Workspace)), .. keys.OldestFirst()];

    /// <returns>The number of changes read.</returns>
    private int CatchUp(StateFile file)
    {
        var content = file.Read();
        var removed = content.IsComplete ? keys.Clear() : [];
        foreach (var change in content.Changes)
        {
            switch (change)
            {
                case StateChange.KeyStored stored:
                    keys.Store(stored);
                    removed.Remove(stored.Key.Hash);
                    break;
                case StateChange.KeyDeleted(var hash):
                    keys.Remove(hash);
                    removed.Add(hash);
                    break;
                case StateChange.WorkspaceStored(var workspace):
                    workspaces.Add(workspace);
                    break;
            }
        }

        foreach (var hash in removed)
        {
            bindings.RemoveKey(hash);
        }

        _changes.Clear(); // They are in the file already.
        if (content.IsEarlierFormat)
        {
            file.Replace(Entries);
        }

        return content.Changes.Count;
    }

    private void Save(StateFile file)
    {
        if (_changes.Count == 0)
        {
            return;
        }

        try
        {
            file.Append(_changes);
        }
        finally
        {
            _changes.Clear();
        }
    }
}
