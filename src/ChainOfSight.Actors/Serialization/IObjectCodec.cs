namespace ChainOfSight.Actors.Serialization;

/// <summary>A class's codec when only the base class is known at compile time.</summary>
internal interface IObjectCodec
{
    void WriteObject(MessageWriter writer, object value);

    object ReadObject(ref MessageReader reader);

    object CopyObject(object value);

    string Name { get; }
}
