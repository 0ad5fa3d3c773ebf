using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>One method of a BenchmarkDotNet class, with its parameters and operations an invocation.</summary>
internal sealed class Way(BenchmarkCase benchmark, object instance)
{
    private const int TurnsThatCount = 20;
    private readonly string _question = $"{benchmark.Descriptor.Type.Name} {benchmark.Parameters.PrintInfo}".Trim();
    private readonly string _name = benchmark.Descriptor.WorkloadMethod.Name.Replace("Async", "", StringComparison.Ordinal);
    private readonly Func<int, Task> _invoke = InvokerOf(benchmark.Descriptor.WorkloadMethod, instance);
    private int _invocations = 1;

    private double Operations => (double)_invocations * benchmark.Descriptor.OperationsPerInvoke;

    /// <summary>The methods of one set of parameters share an object.</summary>
    public static IEnumerable<Way> Of(IEnumerable<BenchmarkCase> benchmarks)
    {
        var all = benchmarks.ToArray();
        var instance = Activator.CreateInstance(all[0].Descriptor.Type)!;
        foreach (var parameter in all[0].Parameters.Items)
        {
            instance.GetType().GetProperty(parameter.Name)!.SetValue(instance, parameter.Value);
        }

        return all.Select(benchmark => new Way(benchmark, instance));
    }

    public async Task SetUpAsync() => await (benchmark.Descriptor.GlobalSetupMethod?.Invoke(instance, null) as Task ?? Task.CompletedTask);

    /// <summary>Invokes it as often as fits into a turn from now on.</summary>
    public async Task FillAsync(TimeSpan turn)
    {
        while ((await TimeAsync()) < turn)
        {
            _invocations *= 2;
        }
    }

    public async Task<Figure> TakeTurnAsync() => new(_question, _name, Cost.Time, (await TimeAsync()).TotalNanoseconds / Operations);

    /// <summary>What it allocates, with nothing beside it.</summary>
    public async Task<IEnumerable<Figure>> CountAsync()
    {
        GC.Collect();
        var (bytes, collections) = (GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(GC.MaxGeneration));
        for (var turn = 0; turn < TurnsThatCount; turn++)
        {
            await _invoke(_invocations);
        }

        (bytes, collections) = (GC.GetTotalAllocatedBytes(precise: true) - bytes, GC.CollectionCount(GC.MaxGeneration) - collections);
        var operations = Operations * TurnsThatCount;
        return
        [
            new(_question, _name, Cost.Bytes, Math.Round(bytes / operations)),
            new(_question, _name, Cost.LargeCollections, collections * 1000 / operations),
        ];
    }

    private async Task<TimeSpan> TimeAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await _invoke(_invocations);
        return Stopwatch.GetElapsedTime(started);
    }

    private static Func<int, Task> InvokerOf(MethodInfo method, object instance) =>
        method.ReturnType.IsAssignableTo(typeof(Task))
            ? Waiting(method.CreateDelegate<Func<Task>>(instance))
            : typeof(Way).GetMethod(nameof(Computing), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(method.ReturnType).CreateDelegate<Func<MethodInfo, object, Func<int, Task>>>()(method, instance);

    private static Func<int, Task> Waiting(Func<Task> once) => async times =>
    {
        for (var time = 0; time < times; time++)
        {
            await once();
        }
    };

    // The loop is compiled at once and for good: from a profile it would get the body of one of the ways, compiled otherwise than by itself.
    private static Func<int, Task> Computing<T>(MethodInfo method, object instance)
    {
        var once = method.CreateDelegate<Func<T>>(instance);
        return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (times) =>
        {
            T? last = default;
            for (var time = 0; time < times; time++)
            {
                last = once();
            }

            GC.KeepAlive(last);
            return Task.CompletedTask;
        };
    }
}
