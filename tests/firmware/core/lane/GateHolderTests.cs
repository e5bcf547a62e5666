using Mono.Cecil;
using Mono.Cecil.Cil;
using Pedestal.Core.Lane.Gate;
using Pedestal.Hal;

namespace Pedestal.Core.Tests;

/// <summary>Which types can open the gate, checked in the built assembly.</summary>
public sealed class GateHolderTests
{
    static readonly AssemblyDefinition CoreFolder =
        AssemblyDefinition.ReadAssembly(new MemoryStream(File.ReadAllBytes(typeof(GateKeeper).Assembly.Location)));

    static readonly string[] OpeningCall = [nameof(IGate.Open), nameof(IGate.Hold), nameof(IGate.Release)];

    [Fact]
    public void Only_the_gate_keeper_calls_the_methods_that_open_the_gate()
    {
        var holders = Methods()
            .Where(method => method.Body.Instructions.Any(instruction => instruction.Operand is MethodReference called
                && called.DeclaringType.FullName == typeof(IGate).FullName && OpeningCall.Contains(called.Name)))
            .Select(method => method.DeclaringType.FullName).Distinct();
        Assert.Equal([typeof(GateKeeper).FullName], holders);
    }

    [Fact]
    public void Only_the_gate_keeper_holds_the_gate()
    {
        var keepers = Types().Where(type => type.Fields.Any(field => field.FieldType.FullName == typeof(IGate).FullName))
            .Select(type => type.FullName);
        Assert.Equal([typeof(GateKeeper).FullName], keepers);
    }

    [Fact]
    public void Every_opening_except_the_self_tests_has_a_reason()
    {
        var openings = Methods().SelectMany(method => method.Body.Instructions)
            .Where(instruction => instruction.OpCode.FlowControl == FlowControl.Call)
            .Select(instruction => (MethodReference)instruction.Operand)
            .Where(called => called.DeclaringType.FullName == typeof(GateKeeper).FullName && called.Name == nameof(GateKeeper.Open));
        Assert.NotEmpty(openings);
        Assert.All(openings, opening => Assert.Equal(typeof(OpeningReason).FullName, opening.Parameters[0].ParameterType.FullName));
    }

    static IEnumerable<MethodDefinition> Methods() => Types().SelectMany(type => type.Methods).Where(method => method.HasBody);

    static IEnumerable<TypeDefinition> Types() => CoreFolder.MainModule.GetTypes();
}
