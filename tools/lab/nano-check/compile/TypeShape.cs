using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Pedestal.NanoCheck;

/// <summary>Features of types that the device does not support.</summary>
[Flags]
public enum Shapes
{
    /// <summary>None: the type is supported.</summary>
    None = 0,

    /// <summary>An instantiation of a generic type.</summary>
    Generic = 1,

    /// <summary>An array of more than one dimension.</summary>
    Rectangular = 2,

    /// <summary>A pointer.</summary>
    Pointer = 4,

    /// <summary>A function pointer.</summary>
    FunctionPointer = 8,
}

/// <summary>A type as a signature shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shapes">Unsupported features in it, at any depth.</param>
public sealed record TypeShape(string Name, Shapes Shapes = Shapes.None)
{
    TypeShape Wrap(string suffix, Shapes more = Shapes.None) => new(Name + suffix, Shapes | more);

    /// <summary>Decodes signatures to shapes.</summary>
    internal sealed class Provider : ISignatureTypeProvider<TypeShape, object?>
    {
        internal static Provider Instance { get; } = new();

        public TypeShape GetPrimitiveType(PrimitiveTypeCode typeCode) => new(typeCode.ToString());

        public TypeShape GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            new(TypeName.Of(reader, handle));

        public TypeShape GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            new(TypeName.Of(reader, handle));

        public TypeShape GetTypeFromSpecification(
            MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, context);

        public TypeShape GetSZArrayType(TypeShape elementType) => elementType.Wrap("[]");

        public TypeShape GetArrayType(TypeShape elementType, ArrayShape shape) =>
            elementType.Wrap("[" + new string(',', shape.Rank - 1) + "]", Shapes.Rectangular);

        public TypeShape GetByReferenceType(TypeShape elementType) => elementType.Wrap("&");

        public TypeShape GetPointerType(TypeShape elementType) => elementType.Wrap("*", Shapes.Pointer);

        public TypeShape GetPinnedType(TypeShape elementType) => elementType;

        public TypeShape GetFunctionPointerType(MethodSignature<TypeShape> signature) =>
            new("function pointer", Shapes.FunctionPointer);

        public TypeShape GetGenericInstantiation(TypeShape genericType, ImmutableArray<TypeShape> typeArguments) => new(
            $"{genericType.Name}<{string.Join(", ", typeArguments.Select(argument => argument.Name))}>",
            typeArguments.Aggregate(Shapes.Generic, (all, argument) => all | argument.Shapes));

        // Occurs only inside a generic type or method, which is reported at its declaration.
        public TypeShape GetGenericMethodParameter(object? genericContext, int index) => new($"!!{index}");

        public TypeShape GetGenericTypeParameter(object? genericContext, int index) => new($"!{index}");

        public TypeShape GetModifiedType(TypeShape modifier, TypeShape unmodifiedType, bool isRequired) => unmodifiedType;
    }
}
