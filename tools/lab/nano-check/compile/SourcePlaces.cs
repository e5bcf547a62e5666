using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace Pedestal.NanoCheck;

/// <summary>Finds the source line for a piece of an assembly.</summary>
public sealed class SourcePlaces
{
    readonly CompiledProject _project;
    readonly MetadataReader _symbols;

    internal SourcePlaces(CompiledProject project, MetadataReader symbols)
    {
        _project = project;
        _symbols = symbols;
    }

    /// <summary>The place of an instruction; without an offset, of the method's first line.</summary>
    public Place Of(MethodDefinitionHandle method, int offset = 0)
    {
        SequencePoint? best = null;
        foreach (var point in _symbols.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetSequencePoints())
        {
            if (!point.IsHidden && (best is null || point.Offset <= offset))
            {
                best = point;
            }
        }

        if (best is { } found)
        {
            var file = _symbols.GetString(_symbols.GetDocument(found.Document).Name);
            return new Place(file, found.StartLine, found.StartColumn);
        }

        var definition = _project.Metadata.GetMethodDefinition(method);
        return OfMember(definition.GetDeclaringType(), _project.Metadata.GetString(definition.Name));
    }

    /// <summary>Place of a field's declaration.</summary>
    public Place Of(FieldDefinitionHandle field)
    {
        var definition = _project.Metadata.GetFieldDefinition(field);
        return OfMember(definition.GetDeclaringType(), _project.Metadata.GetString(definition.Name));
    }

    /// <summary>
    /// The place of a type's declaration; for compiler-generated types that of the outer type, or of the project.
    /// </summary>
    public Place Of(TypeDefinitionHandle type)
    {
        for (var handle = type; !handle.IsNil; handle = _project.Metadata.GetTypeDefinition(handle).GetDeclaringType())
        {
            if (Symbol(handle) is { } symbol && PlaceOf(symbol) is { } place)
            {
                return place;
            }
        }

        return _project.Project.Place;
    }

    Place OfMember(TypeDefinitionHandle type, string name)
    {
        var members = Symbol(type)?.GetMembers(name) ?? [];
        return members.Select(PlaceOf).FirstOrDefault(place => place is not null) ?? Of(type);
    }

    INamedTypeSymbol? Symbol(TypeDefinitionHandle type) =>
        _project.Compilation.Assembly.GetTypeByMetadataName(TypeName.Of(_project.Metadata, type));

    static Place? PlaceOf(ISymbol symbol)
    {
        if (symbol.Locations.FirstOrDefault(location => location.IsInSource) is not { } location)
        {
            return null;
        }

        return PlaceOf(location);
    }

    internal static Place PlaceOf(Location location)
    {
        var span = location.GetLineSpan();
        return new Place(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
    }
}
