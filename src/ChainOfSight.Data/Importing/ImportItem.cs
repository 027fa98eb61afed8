using ChainOfSight.Data.Samples;

namespace ChainOfSight.Data.Importing;

/// <summary>An image with what is said about it.</summary>
/// <param name="File">Path of the image within the folder, with '/'.</param>
/// <param name="Record">Caption, turns, boxes, labels; its id is made from the file's name.</param>
internal sealed record ImportItem(string File, SampleRecord Record);
