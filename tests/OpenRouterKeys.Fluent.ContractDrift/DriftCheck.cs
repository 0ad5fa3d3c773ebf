namespace OpenRouterKeys.Fluent.ContractDrift;

/// <summary>Compares an OpenAPI document with the contract of the calls that the library makes, and prints each difference.
/// <code>dotnet run --project tests/OpenRouterKeys.Fluent.ContractDrift -- DOCUMENT [CONTRACT]</code>
/// Both are paths of YAML or JSON files. The default contract is <c>tests/OpenRouterKeys.Fluent.Tests/Fixtures/keys.openapi.yaml</c>. The exit
/// code is 0 without differences, 1 with differences, and 2 if the arguments are invalid or a file cannot be read.</summary>
internal static class DriftCheck
{
    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        if (args is not ([_] or [_, _]) || args.Any(string.IsNullOrWhiteSpace))
        {
            error.WriteLine("Usage: OpenRouterKeys.Fluent.ContractDrift DOCUMENT [CONTRACT]");
            return 2;
        }

        try
        {
            var document = OpenApiFile.Read(args[0]);
            var contract = args.Length > 1 ? OpenApiFile.Read(args[1]) : OpenApiFile.ReadContract();
            var differences = DocumentComparison.Compare(contract, document);
            foreach (var difference in differences)
            {
                output.WriteLine(difference);
            }

            return differences.Count == 0 ? 0 : 1;
        }
        catch (InvalidDataException exception)
        {
            error.WriteLine(exception.Message);
            return 2;
        }
    }
}
