using System.Globalization;
using ChainOfSight.Torch.Door;

namespace ChainOfSight.Torch;

/// <summary>A number whose type is decided by what it is combined with: an integer, a float or a truth value.</summary>
public readonly struct Scalar : IEquatable<Scalar>
{
    private readonly ValueTag _kind;
    private readonly double _number;
    private readonly long _integer;

    internal Scalar(double value)
    {
        _kind = ValueTag.Float;
        _number = value;
    }

    internal Scalar(long value)
    {
        _kind = ValueTag.Int;
        _integer = value;
    }

    internal Scalar(bool value)
    {
        _kind = ValueTag.Bool;
        _integer = value ? 1 : 0;
    }

    /// <summary>An integer.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(byte value) => new((long)value);

    /// <summary>An integer.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(int value) => new((long)value);

    /// <summary>An integer.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(long value) => new(value);

    /// <summary>A float.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(float value) => new((double)value);

    /// <summary>A float.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(double value) => new(value);

    /// <summary>A truth value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Scalar(bool value) => new(value);

    /// <summary>Equal kind and value.</summary>
    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);

    /// <summary>Unequal kind or value.</summary>
    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);

    /// <summary>The value as a double.</summary>
    public double ToDouble() => _kind == ValueTag.Float ? _number : _integer;

    /// <summary>The value as an integer; a float is cut towards zero.</summary>
    public long ToInt64() => _kind == ValueTag.Float ? (long)_number : _integer;

    /// <inheritdoc/>
    public bool Equals(Scalar other) =>
        _kind == other._kind && _integer == other._integer && _number.Equals(other._number);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_kind, _integer, _number);

    /// <inheritdoc/>
    public override string ToString() => _kind switch
    {
        ValueTag.Float => _number.ToString(CultureInfo.InvariantCulture),
        ValueTag.Bool => _integer != 0 ? "true" : "false",
        _ => _integer.ToString(CultureInfo.InvariantCulture),
    };

    internal Value ToValue() => _kind switch
    {
        ValueTag.Float => Value.Of(_number),
        ValueTag.Int => Value.Of(_integer),
        ValueTag.Bool => Value.Of(_integer != 0),
        _ => Value.Default,
    };
}
