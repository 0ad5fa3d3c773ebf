using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace OpenRouterKeys.PackageTests;

/// <summary>A later version of the library. Its public members are the same. Its other methods have other names, except those that the library
/// itself refers to by name: virtual methods, constructors and methods of generic types.</summary>
internal static class NextVersion
{
    public const string LibraryName = "OpenRouterKeys.Fluent";
    public const ushort Major = 9;

    private const int NameColumn = 8; // after RVA, ImplFlags and Flags
    private const int MajorColumn = 4; // after HashAlgId

    /// <summary>Creates the library from the one that was built.</summary>
    public static byte[] Create()
    {
        var image = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, LibraryName + ".dll"));
        using var portable = new PEReader(new MemoryStream([.. image]));
        var metadata = portable.GetMetadataReader();
        BitConverter.TryWriteBytes(Row(TableIndex.Assembly, 1)[MajorColumn..], Major);
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var type = metadata.GetTypeDefinition(method.GetDeclaringType());
            var isReferredToByName = (method.Attributes & (MethodAttributes.Virtual | MethodAttributes.RTSpecialName)) != 0
                || type.GetGenericParameters().Count > 0;
            if (!isReferredToByName && !IsPublic(type, method))
            {
                RemoveFirstCharacter(method.Name, Row(TableIndex.MethodDef, MetadataTokens.GetRowNumber(handle))[NameColumn..]);
            }
        }

        return image;

        Span<byte> Row(TableIndex table, int number) => image.AsSpan(
            portable.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(table) + ((number - 1) * metadata.GetTableRowSize(table)));

        // The name is an offset into the heap of strings, so the next offset is the name without its first character.
        void RemoveFirstCharacter(StringHandle name, Span<byte> column)
        {
            if (metadata.GetString(name).Length < 2)
            {
                return;
            }

            var offset = metadata.GetHeapOffset(name) + 1;
            _ = metadata.GetHeapSize(HeapIndex.String) > ushort.MaxValue
                ? BitConverter.TryWriteBytes(column, offset)
                : BitConverter.TryWriteBytes(column, (ushort)offset);
        }
    }

    private static bool IsPublic(TypeDefinition type, MethodDefinition method) =>
        (type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic
        && (method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;
}
