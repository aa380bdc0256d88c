using System.Reflection;

namespace Sirekap.Record.Tests;

/// <summary>What an object holds.</summary>
internal static class HeldObjects
{
    /// <summary>Every object that a record holds, however deep.</summary>
    public static HashSet<object> Of(object record)
    {
        var held = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>([record]);
        while (open.TryPop(out var at))
        {
            if (at is string or Type or Delegate or Pointer || !held.Add(at))
            {
                continue;
            }

            if (at is Array array && !array.GetType().GetElementType()!.IsPrimitive)
            {
                foreach (var item in array)
                {
                    Push(item);
                }
            }

            for (var type = at.GetType(); type is not null && !at.GetType().IsPrimitive; type = type.BaseType)
            {
                foreach (
                    var field in type.GetFields(
                        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                    )
                )
                {
                    Push(field.FieldType.IsPointer || field.FieldType.IsByRefLike ? null : field.GetValue(at));
                }
            }
        }

        return held;

        void Push(object? value)
        {
            if (value is not null && !value.GetType().IsPrimitive && !value.GetType().IsEnum)
            {
                open.Push(value);
            }
        }
    }
}
