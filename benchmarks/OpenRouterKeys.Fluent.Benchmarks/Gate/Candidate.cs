using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>One benchmark method with one set of parameters.</summary>
internal sealed class Candidate(BenchmarkCase benchmark, object instance)
{
    private const int AllocationBatches = 20;
    private readonly string _benchmark = $"{benchmark.Descriptor.Type.Name} {benchmark.Parameters.PrintInfo}".Trim();
    private readonly string _name = benchmark.Descriptor.WorkloadMethod.Name.Replace("Async", "", StringComparison.Ordinal);
    private readonly Func<int, Task> _invoke = CreateInvoker(benchmark.Descriptor.WorkloadMethod, instance);
    private int _invocations = 1;

    private double Operations => (double)_invocations * benchmark.Descriptor.OperationsPerInvoke;

    /// <summary>Creates candidates that share one instance. All benchmarks must have the same class and the same parameters.</summary>
    public static IEnumerable<Candidate> Create(IEnumerable<BenchmarkCase> benchmarks)
    {
        var all = benchmarks.ToArray();
        var instance = Activator.CreateInstance(all[0].Descriptor.Type)!;
        foreach (var parameter in all[0].Parameters.Items)
        {
            instance.GetType().GetProperty(parameter.Name)!.SetValue(instance, parameter.Value);
        }

        return all.Select(benchmark => new Candidate(benchmark, instance));
    }

    public async Task SetUpAsync() => await (benchmark.Descriptor.GlobalSetupMethod?.Invoke(instance, null) as Task ?? Task.CompletedTask);

    /// <summary>Increases the number of invocations in a batch until a batch takes at least this long.</summary>
    public async Task CalibrateAsync(TimeSpan batchTime)
    {
        while ((await RunBatchAsync()) < batchTime)
        {
            _invocations *= 2;
        }
    }

    /// <summary>Runs one batch and returns the time of an operation.</summary>
    public async Task<Measurement> MeasureTimeAsync() =>
        new(_benchmark, _name, Metric.Time, (await RunBatchAsync()).TotalNanoseconds / Operations);

    /// <summary>Runs several batches and returns the allocations and collections of an operation.</summary>
    public async Task<IEnumerable<Measurement>> MeasureAllocationsAsync()
    {
        GC.Collect();
        var (bytes, collections) = (GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(GC.MaxGeneration));
        for (var batch = 0; batch < AllocationBatches; batch++)
        {
            await _invoke(_invocations);
        }

        (bytes, collections) = (GC.GetTotalAllocatedBytes(precise: true) - bytes, GC.CollectionCount(GC.MaxGeneration) - collections);
        var operations = Operations * AllocationBatches;
        return
        [
            new(_benchmark, _name, Metric.AllocatedBytes, Math.Round(bytes / operations)),
            new(_benchmark, _name, Metric.Gen2Collections, collections * 1000 / operations),
        ];
    }

    private async Task<TimeSpan> RunBatchAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await _invoke(_invocations);
        return Stopwatch.GetElapsedTime(started);
    }

    private static Func<int, Task> CreateInvoker(MethodInfo method, object instance) =>
        method.ReturnType.IsAssignableTo(typeof(Task))
            ? CreateAsyncInvoker(method.CreateDelegate<Func<Task>>(instance))
            : typeof(Candidate).GetMethod(nameof(CreateSyncInvoker), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(method.ReturnType).CreateDelegate<Func<MethodInfo, object, Func<int, Task>>>()(method, instance);

    private static Func<int, Task> CreateAsyncInvoker(Func<Task> invoke) => async count =>
    {
        for (var i = 0; i < count; i++)
        {
            await invoke();
        }
    };

    // Full optimization from the start keeps the loop equal for all candidates: profile-guided recompilation would inline one of them into it.
    private static Func<int, Task> CreateSyncInvoker<T>(MethodInfo method, object instance)
    {
        var invoke = method.CreateDelegate<Func<T>>(instance);
        return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (count) =>
        {
            T? result = default;
            for (var i = 0; i < count; i++)
            {
                result = invoke();
            }

            GC.KeepAlive(result);
            return Task.CompletedTask;
        };
    }
}
