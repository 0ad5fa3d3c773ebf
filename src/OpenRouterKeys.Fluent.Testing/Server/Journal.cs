namespace OpenRouterKeys.Fluent.Testing.Server;

/// <summary>What was received, and what is to go wrong next. One lock for both: the first request of two meets the first fault of two.</summary>
internal sealed class Journal
{
    private readonly Lock _lock = new();
    private readonly List<ReceivedRequest> _received = [];
    private readonly Queue<SimulatedFault> _faults = [];

    public IReadOnlyList<ReceivedRequest> Received
    {
        get
        {
            lock (_lock)
            {
                return [.. _received];
            }
        }
    }

    public void Plan(SimulatedFault fault)
    {
        lock (_lock)
        {
            _faults.Enqueue(fault);
        }
    }

    /// <returns>The fault that this request meets; null: none.</returns>
    public SimulatedFault? Record(ReceivedRequest request)
    {
        lock (_lock)
        {
            _received.Add(request);
            return _faults.TryDequeue(out var fault) ? fault : null;
        }
    }
}
