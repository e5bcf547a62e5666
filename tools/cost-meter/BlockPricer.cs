using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Pedestal.CostMeter;

/// <summary>Prices a block before it is rewritten, and finds the places that need a hook.</summary>
sealed class BlockPricer
{
    const string ArrayCopy = "System.Array::Copy";

    readonly List<(Instruction At, int Site)> _arrays = [];
    readonly List<(Instruction At, int Site)> _copies = [];
    readonly List<string> _kinds = [];
    readonly PriceList _prices;
    readonly CodeMap _map;
    readonly MethodDefinition _method;
    readonly string _name;
    readonly Instruction _first;
    string? _unpriced;
    double _price;
    int _bytes;

    public BlockPricer(PriceList prices, CodeMap map, MethodDefinition method, List<Instruction> block)
    {
        (_prices, _map, _method, _first) = (prices, map, method, block[0]);
        _name = $"{method.DeclaringType.Name}.{method.Name}";
        foreach (var instruction in block)
        {
            Add(instruction);
        }
    }

    public Block Block(bool isEntry) => new(_name, isEntry, [.. _kinds], _price, _bytes);

    /// <summary>Adds the hooks; the block's counter is to be added after them.</summary>
    public void AddHooks(BodyEdit edit)
    {
        foreach (var (at, site) in _arrays)
        {
            var size = ElementSize.Of(((TypeReference)at.Operand).Name);
            edit.Before(at, Instruction.Create(OpCodes.Dup), Instruction.Create(OpCodes.Ldc_I4, size),
                Instruction.Create(OpCodes.Ldc_I4, site), edit.Hook(nameof(Counters.Allocate)));
        }

        foreach (var (at, site) in _copies)
        {
            var five = ((MethodReference)at.Operand).Parameters.Count == 5;
            edit.Before(at, Instruction.Create(OpCodes.Ldc_I4, site));
            at.Operand = edit.HookMethod(five ? nameof(Counters.Copy) : nameof(Counters.CopyStart));
        }

        if (_unpriced != null)
        {
            edit.Before(_first, Instruction.Create(OpCodes.Ldstr, _unpriced), edit.Hook(nameof(Counters.Refuse)));
        }
    }

    void Add(Instruction instruction)
    {
        var kind = PriceList.KindOf(instruction.OpCode);
        double? price;
        if (instruction.Operand is MethodReference callee)
        {
            (kind, price) = Call(instruction, callee);
        }
        else
        {
            price = _prices.Kind(kind);
        }

        if (kind == "newarr")
        {
            var element = ((TypeReference)instruction.Operand).Name;
            _arrays.Add((instruction, AddSite($"new {element}[]", 0, true)));
        }

        _kinds.Add(kind);
        _price += price ?? 0;
        if (price == null)
        {
            _unpriced ??= $"No price for {kind} in {_method.FullName}: add it to prices/opcodes.csv or methods.csv.";
        }
    }

    (string Kind, double? Price) Call(Instruction instruction, MethodReference callee)
    {
        if (instruction.OpCode.Code == Code.Newobj)
        {
            _bytes += DeviceHeap.ObjectBytes(callee.DeclaringType);
            return ("newobj", _prices.Kind("newobj"));
        }

        var name = $"{callee.DeclaringType.FullName}::{callee.Name}";
        if (name == ArrayCopy)
        {
            _copies.Add((instruction, AddSite("Array.Copy", _prices.CopyPerByte, false)));
        }

        var scope = callee.DeclaringType.Scope.Name;
        if (instruction.OpCode.Code is not (Code.Call or Code.Callvirt)
            || scope.StartsWith("System", StringComparison.Ordinal))
        {
            return (name, _prices.Method(callee));
        }

        var target = callee.Resolve();
        var kind = target.IsStatic ? "call static"
            : instruction.OpCode.Code == Code.Call || !target.IsVirtual ? "call instance"
            : target.DeclaringType.IsInterface ? "call interface" : "call virtual";
        return (kind, _prices.Kind(kind));
    }

    int AddSite(string what, double pricePerByte, bool allocates)
    {
        _map.Sites.Add(new Site(_name, what, pricePerByte, allocates));
        return _map.Sites.Count - 1;
    }
}
