"""My own data as a network hands it out: an archive read into a page of mine, to be proposed for my profile. Nothing is unpacked to the disk."""
