using System.Reflection;

namespace Pedestal.Testing;

/// <summary>What a reader of the process's memory finds: every array reachable from an object.</summary>
public static class Memory
{
    const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The arrays of numbers reachable from an object, but not through the excluded ones.</summary>
    public static IReadOnlyList<Array> ArraysOf(object root, params object[] without)
    {
        var seen = new HashSet<object>(without, ReferenceEqualityComparer.Instance);
        var arrays = new List<Array>();
        var next = new Stack<object>([root]);
        while (next.TryPop(out var value))
        {
            if (value is string or Type or Delegate or MemberInfo || !seen.Add(value))
            {
                continue;
            }

            if (value is Array array && array.GetType().GetElementType()!.IsPrimitive)
            {
                arrays.Add(array);
                continue;
            }

            foreach (var part in value is Array parts ? parts.Cast<object?>() : FieldsOf(value))
            {
                if (part is not null && !part.GetType().IsPrimitive && !part.GetType().IsEnum)
                {
                    next.Push(part);
                }
            }
        }

        return arrays;
    }

    static IEnumerable<object?> FieldsOf(object value)
    {
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(All))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                {
                    yield return field.GetValue(value);
                }
            }
        }
    }
}
