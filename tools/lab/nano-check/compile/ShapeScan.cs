using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Pedestal.NanoCheck;

/// <summary>A use of a type that the device may not support.</summary>
/// <param name="Type">The type.</param>
/// <param name="Place">The place of the use.</param>
public sealed record ShapeUse(TypeShape Type, Place Place);

/// <summary>Finds the types in all that an assembly declares and executes.</summary>
sealed class ShapeScan
{
    readonly CompiledProject _project;
    readonly MetadataReader _metadata;

    ShapeScan(CompiledProject project)
    {
        _project = project;
        _metadata = project.Metadata;
    }

    internal static IEnumerable<ShapeUse> Of(CompiledProject project)
    {
        var scan = new ShapeScan(project);
        return scan.Declared().Concat(scan.Executed()).Where(use => use.Type.Shapes != Shapes.None);
    }

    IEnumerable<ShapeUse> Declared()
    {
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var type = _metadata.GetTypeDefinition(handle);
            var bases = type.GetInterfaceImplementations()
                .Select(implementation => _metadata.GetInterfaceImplementation(implementation).Interface)
                .Append(type.BaseType);
            foreach (var shape in bases.SelectMany(OfToken))
            {
                yield return new ShapeUse(shape, _project.Places.Of(handle));
            }

            foreach (var field in type.GetFields())
            {
                yield return new ShapeUse(
                    _metadata.GetFieldDefinition(field).DecodeSignature(TypeShape.Provider.Instance, null),
                    _project.Places.Of(field));
            }

            foreach (var method in type.GetMethods())
            {
                var signature = _metadata.GetMethodDefinition(method).DecodeSignature(TypeShape.Provider.Instance, null);
                foreach (var shape in OfSignature(signature))
                {
                    yield return new ShapeUse(shape, _project.Places.Of(method));
                }
            }
        }
    }

    IEnumerable<ShapeUse> Executed()
    {
        foreach (var method in _project.Methods)
        {
            foreach (var local in Locals(method))
            {
                yield return new ShapeUse(local, _project.Places.Of(method.Handle));
            }

            foreach (var instruction in method.Instructions.Where(instruction => TakesToken(instruction.OpCode)))
            {
                foreach (var shape in OfToken(MetadataTokens.EntityHandle(instruction.Operand)))
                {
                    yield return new ShapeUse(shape, _project.Places.Of(method.Handle, instruction.Offset));
                }
            }
        }
    }

    ImmutableArray<TypeShape> Locals(MethodCode method) => method.Locals.IsNil
        ? []
        : _metadata.GetStandaloneSignature(method.Locals).DecodeLocalSignature(TypeShape.Provider.Instance, null);

    IEnumerable<TypeShape> OfToken(EntityHandle token)
    {
        switch (token.Kind)
        {
            case HandleKind.TypeSpecification:
                var specification = _metadata.GetTypeSpecification((TypeSpecificationHandle)token);
                return [specification.DecodeSignature(TypeShape.Provider.Instance, null)];
            case HandleKind.MemberReference:
                var member = _metadata.GetMemberReference((MemberReferenceHandle)token);
                return OfToken(member.Parent).Concat(member.GetKind() == MemberReferenceKind.Field
                    ? [member.DecodeFieldSignature(TypeShape.Provider.Instance, null)]
                    : OfSignature(member.DecodeMethodSignature(TypeShape.Provider.Instance, null)));
            case HandleKind.MethodSpecification:
                var method = _metadata.GetMethodSpecification((MethodSpecificationHandle)token);
                return OfToken(method.Method).Append(new TypeShape("a generic method", Shapes.Generic));
            case HandleKind.StandaloneSignature:
                return [new TypeShape("function pointer", Shapes.FunctionPointer)];
            default:
                return [];
        }
    }

    static IEnumerable<TypeShape> OfSignature(MethodSignature<TypeShape> signature) =>
        signature.ParameterTypes.Append(signature.ReturnType);

    static bool TakesToken(ILOpCode code) => code
        is ILOpCode.Newobj or ILOpCode.Newarr or ILOpCode.Box or ILOpCode.Unbox or ILOpCode.Unbox_any
        or ILOpCode.Castclass or ILOpCode.Isinst or ILOpCode.Initobj or ILOpCode.Ldobj or ILOpCode.Stobj
        or ILOpCode.Cpobj or ILOpCode.Sizeof or ILOpCode.Ldtoken or ILOpCode.Constrained
        or ILOpCode.Ldelem or ILOpCode.Stelem or ILOpCode.Ldelema
        or ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Stfld
        or ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld
        or ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Calli or ILOpCode.Ldftn or ILOpCode.Ldvirtftn;
}
