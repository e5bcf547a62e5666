using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Pedestal.NanoCheck;

/// <summary>An IL instruction.</summary>
/// <param name="Offset">Its offset in the method.</param>
/// <param name="OpCode">Its operation.</param>
/// <param name="Operand">Its operand if it has four bytes, such as a metadata token; otherwise 0.</param>
public readonly record struct Instruction(int Offset, ILOpCode OpCode, int Operand)
{
    static readonly Dictionary<ushort, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (ushort)code.Value, code => code.OperandType);

    internal static IEnumerable<Instruction> AllOf(byte[] il)
    {
        var at = 0;
        while (at < il.Length)
        {
            var start = at;
            ushort code = il[at++];
            if (code == 0xFE)
            {
                code = (ushort)(code << 8 | il[at++]);
            }

            var size = Size(Operands[code], il, at);
            yield return new Instruction(
                start, (ILOpCode)code, size == 4 ? BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(at)) : 0);
            at += size;
        }
    }

    static int Size(OperandType type, byte[] il, int at) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(at)),
        _ => 4,
    };
}
