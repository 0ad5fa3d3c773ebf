using OpenRouterKeys.Fluent.Fuzz;
using SharpFuzz;

// run MINUTES [SEED]      changes the seeds by itself, all targets in turn
// try TARGET FILE         one input
// afl TARGET              under afl-fuzz, once `sharpfuzz` has instrumented OpenRouterKeys.Fluent.dll
// TARGET                  under libfuzzer-dotnet, likewise: its --target_arg is one word
switch (args)
{
    case ["run", var minutes, .. var seed]:
        return LongRun.Start(minutes, seed);
    case ["try", var name, var file]:
        Console.WriteLine(FuzzTarget.Named(name).Run(File.ReadAllBytes(file)));
        return 0;
    case ["afl", var name]:
        Fuzzer.OutOfProcess.Run(stream => FuzzTarget.Named(name).Run(ReadAll(stream)));
        return 0;
    case [var name] when FuzzTarget.All.Any(target => target.Name == name):
        Fuzzer.LibFuzzer.Run(input => FuzzTarget.Named(name).Run(input.ToArray()));
        return 0;
    default:
        var targets = string.Join(", ", FuzzTarget.All.Select(target => target.Name));
        Console.Error.WriteLine($"run MINUTES [SEED], try TARGET FILE, afl TARGET or TARGET; targets: {targets}");
        return 2;
}

static byte[] ReadAll(Stream stream)
{
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    return bytes.ToArray();
}
