using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Pedestal.CostMeter;

/// <summary>A block, priced before the rewriting, and the hooks that it needs.</summary>
sealed class PricedBlock
{
    readonly List<(Instruction Create, string Element)> _arrays = [];
    readonly List<Step> _steps = [];
    readonly string _method;
    readonly Instruction _first;
    readonly double _copyPerByte;
    readonly bool _isEntry;
    readonly string? _creates;
    readonly int _bytes;
    readonly bool _copies;
    readonly string? _unpriced;

    public PricedBlock(InstructionPricer pricer, MethodDefinition method, List<Instruction> block, bool isEntry)
    {
        _method = $"{method.DeclaringType.Name}.{method.Name}";
        (_first, Last, _isEntry, _copyPerByte) = (block[0], block[^1], isEntry, pricer.CopyPerByte);
        if (isEntry)
        {
            _steps.AddRange(Enumerable.Repeat(pricer.Local, method.Body.Variables.Count));
        }

        foreach (var instruction in block)
        {
            var (kind, price) = pricer.Price(instruction);
            _steps.Add(new Step(kind, price ?? 0));
            _copies |= kind == InstructionPricer.CopyMethod;
            if (price == null)
            {
                _unpriced ??= $"{method.FullName} executes {kind}, which has no price: "
                    + "add it to tools/lab/cost-meter/prices (opcodes.csv or methods.csv).";
            }

            if (instruction.OpCode.Code == Code.Newarr)
            {
                _arrays.Add((instruction, ((TypeReference)instruction.Operand).Name));
            }
            else if (instruction.OpCode.Code == Code.Newobj)
            {
                // A call ends its block, so there is at most one object.
                var type = ((MethodReference)instruction.Operand).DeclaringType;
                (_creates, _bytes) = (type.Name, DeviceHeap.ObjectBytes(type));
            }
        }
    }

    public Instruction Last { get; }

    public void AddHooks(BodyEdit edit, CodeMap map)
    {
        foreach (var (create, element) in _arrays)
        {
            edit.Allocate(create, DeviceHeap.ElementBytes(element),
                map.Add(new Site(_method, $"new {element}[]", PricePerByte: 0, Allocates: true)));
        }

        if (_copies)
        {
            edit.Copy(Last, map.Add(new Site(_method, "Array.Copy", _copyPerByte, Allocates: false)));
        }

        if (_unpriced != null)
        {
            edit.Stop(_first, _unpriced);
        }

        edit.Count(_first, map.Add(new Block(_method, _isEntry, [.. _steps], _creates, _bytes)));
    }
}
