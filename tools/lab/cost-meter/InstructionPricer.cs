using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Pedestal.CostMeter;

/// <summary>Determines the kind and price of an IL instruction.</summary>
/// <param name="prices">The prices.</param>
/// <param name="metered">Names of the assemblies whose methods are counted when called.</param>
sealed class InstructionPricer(PriceList prices, IReadOnlySet<string> metered)
{
    public const string CopyMethod = "System.Array::Copy";

    public double CopyPerByte => prices.CopyPerByte;

    /// <summary>The initialisation of a local variable, at every call.</summary>
    public Step Local { get; } = new("local", prices.Kind("local") ?? 0);

    /// <summary>The kind and the price; null if there is no price.</summary>
    public (string Kind, double? Price) Price(Instruction instruction)
    {
        var code = instruction.OpCode.Code;
        if (instruction.Operand is not MethodReference callee)
        {
            var kind = PriceList.KindOf(instruction.OpCode.Name);
            return (kind, prices.Kind(kind));
        }

        var name = $"{callee.DeclaringType.FullName}::{callee.Name}";
        var target = Target(callee);
        if (target == null || code is not (Code.Call or Code.Callvirt or Code.Newobj))
        {
            return (name, code is Code.Call or Code.Callvirt ? prices.Method(callee) : null);
        }

        var call = code == Code.Newobj ? "newobj"
            : target.IsStatic ? "call static"
            : code == Code.Call || !target.IsVirtual ? "call instance"
            : target.DeclaringType.IsInterface ? "call interface" : "call virtual";
        return (call, prices.Kind(call));
    }

    /// <summary>The called method if its execution is counted too or it is behind an interface; otherwise null.</summary>
    MethodDefinition? Target(MethodReference callee)
    {
        var scope = callee.DeclaringType.Scope;
        var assembly = scope is ModuleDefinition module ? module.Assembly.Name.Name : scope.Name;
        if (!metered.Contains(assembly) && !assembly.StartsWith("Pedestal.", StringComparison.Ordinal))
        {
            return null;
        }

        var target = callee.Resolve();
        return metered.Contains(assembly) || target is { DeclaringType.IsInterface: true } ? target : null;
    }
}
