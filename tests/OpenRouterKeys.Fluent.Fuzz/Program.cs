using OpenRouterKeys.Fluent.Fuzz;
using SharpFuzz;

switch (args)
{
    case ["run", var minutes, .. [] or [_]]:
        return LongRun.Start(minutes, args[2..]);
    case ["try", var name, var file]:
        Console.WriteLine(FuzzTarget.ByName(name).Run(File.ReadAllBytes(file)));
        return 0;
    case ["afl", var name]:
        Fuzzer.OutOfProcess.Run(stream => FuzzTarget.ByName(name).Run(ReadAll(stream)));
        return 0;
    case [var name] when FuzzTarget.All.Any(target => target.Name == name):
        Fuzzer.LibFuzzer.Run(input => FuzzTarget.ByName(name).Run(input.ToArray()));
        return 0;
    default:
        Console.Error.WriteLine($"""
            Runs the library's parsers with mutated inputs and checks the results.

            run MINUTES [SEED]   Runs all targets in turn. The same seed repeats a run.
            try TARGET FILE      Runs one input, for example one that failed.
            afl TARGET           Runs under afl-fuzz. Instrument OpenRouterKeys.Fluent.dll with `sharpfuzz` first.
            TARGET               Runs under libfuzzer-dotnet (--target_arg=TARGET). Instrument the library first.

            Targets: {string.Join(", ", FuzzTarget.All.Select(target => target.Name))}
            """);
        return 2;
}

static byte[] ReadAll(Stream stream)
{
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    return bytes.ToArray();
}
